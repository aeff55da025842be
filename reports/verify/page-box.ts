/** A place on a page, in millimetres from its left and its top. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export const MM_PER_POINT = 25.4 / 72;

/** Whether a box reaches over the edge of its page by more than a hair (line joints, overhanging glyphs). */
export function isOutside(box: Box, page: {width: number; height: number}): boolean {
  const hair = 0.3;
  return (
    box.left < -hair || box.top < -hair || box.right > page.width + hair || box.bottom > page.height + hair
  );
}
