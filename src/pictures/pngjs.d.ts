// What this program uses of the package `pngjs`, which brings no types of its own.
declare module 'pngjs' {
  export const PNG: {
    readonly sync: {
      /** To RGBA, 8 bits each. @throws Error for a damaged file */
      read(file: Buffer): { readonly width: number; readonly height: number; readonly data: Buffer };
    };
  };
}
