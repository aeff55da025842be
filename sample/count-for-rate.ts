interface Rate {
  percent: number;
  /** The whole is this or little more. */
  about: number;
}

/** The smallest whole from `about` on of which a number of people is the wanted percentage at one decimal. */
export function countForRate({percent, about}: Rate): {whole: number; part: number} {
  for (let whole = about; ; whole++) {
    const part = Math.round((whole * percent) / 100);
    if (Math.round((part * 1000) / whole) === Math.round(percent * 10)) return {whole, part};
  }
}
