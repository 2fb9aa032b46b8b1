import { picturesIn } from '#platform/document/map-pictures.ts';
import type { Document } from '#platform/document/schema.ts';

/** The name of a comment among the things that show pictures. */
export const commentThing = (id: number): string => `comment:${id}`;

/** The most pictures that a form takes at once: what the most trusted may show. */
export const mostPictures = 6;

/** The numbers of the pictures that it shows, each once. */
export const pictureIds = (body: Document): number[] => [
	...new Set(picturesIn(body).flatMap(({ attrs }) => (attrs.id === null ? [] : [attrs.id]))),
];
