import { mediaPath } from '#media/picture.ts';

/**
 * Sides in pixels: beside a name it is 28 CSS px, three of a telephone's for each of them; on the member's own page 72. One is
 * some 2 KB, the other some 6.
 */
export const portraitSides = [96, 216] as const;

/** What a later version may cut at most. */
export const largestPortraitSide = 512;

/** Bytes of a photograph that is sent to be cut to it. */
export const largestPortrait = 15 * 1024 * 1024;

/** Where a member's picture is read; null: they have none, and their initials stand for them. */
export const portraitPath = (file: string | null | undefined): string | null => (file ? mediaPath(file) : null);
