/** A name or address by which a machine calls itself, without brackets. */
export function isLoopback(host: string): boolean {
  return ["localhost", "127.0.0.1", "::1"].includes(host);
}
