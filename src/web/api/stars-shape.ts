import { z } from 'zod';
import { meanStars, ratings, type StarCounts } from '#community/stars.ts';

/** What people make of something, in numbers: the mean to one decimal (null: nobody gave stars), and how many gave one star, two, … five. */
export const starsShape = z.object({ mean: z.number().nullable(), count: z.number(), counts: z.array(z.number()) });

export const starsOf = (counts: StarCounts): z.output<typeof starsShape> => ({
	mean: meanStars(counts),
	count: ratings(counts),
	counts: [...counts],
});
