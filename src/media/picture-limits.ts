/**
 * Limits of an upload. Bytes as sent; pixels as decoded, all frames together, which is what a decompression bomb
 * multiplies; `side` is the longest width or height that the encodings can hold.
 */
export const pictureLimits = { bytes: 25 * 1024 * 1024, pixels: 60_000_000, side: 16_000, frames: 600 } as const;

/**
 * Widths made of every picture, in pixels, never wider than the original. They follow style.css: 320 serves a picture
 * beside a title (104–176 CSS px), 720 a column of a grid (352 CSS px at two pixels each), 1200 a phone's full width at
 * three pixels each and the lead of a home page, 1600 an article's text column (684 CSS px) on a dense screen.
 */
export const pictureWidths = [320, 720, 1200, 1600] as const;

/** What moves is made in few widths: every frame is encoded anew. */
export const movingWidths = [320, 720] as const;

/** Longest side of the kept original in pixels. */
export const originalSide = 2560;
