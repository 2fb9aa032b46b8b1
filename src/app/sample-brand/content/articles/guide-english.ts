import type { SampleArticle } from '../types.ts';

/** The one article in another language. */
export const guideEnglish = {
	key: 'guide-english',
	slug: 'a-short-guide-to-black-bean-soy-sauce',
	title: 'A short guide to Taiwanese black bean soy sauce',
	excerpt: 'No wheat, no stirring, no hurry. What in-iû is, how it tastes, and what to do with your first bottle.',
	language: 'en',
	tags: ['English'],
	author: 'yanqiu',
	state: 'published',
	at: [-30, 10, 0],
	cover: 'bottle',
	markdown: `Visitors from abroad keep asking us the same friendly question at the market: is this just soy sauce? Yes, and no.

## What it is

Most soy sauce in the world is brewed from yellow soybeans and wheat. Ours is *in-iû* (蔭油): black soybeans, salt, time. The beans are steamed, covered with mould for a week, washed, and then packed into clay jars in layers with salt. We add no water. The beans give up their own liquid, slowly, in the sun.

After about one hundred and eighty days we open the jar. One jar fills roughly ninety bottles.

## How it tastes

Slower than what you may know. Wheat gives other soy sauces a quick, bright aroma; black bean sauce starts salty and ends sweet, with a long finish that reminds some people of cocoa.

![A bottle and a dipping dish](picture:bottle)

## Your first bottle

1. Start with something plain: a soft-boiled egg, tofu, steamed fish.
2. Use half of what you would normally pour.
3. For a stew, one part sauce to three parts water. The Chinese recipe is [here](/articles/第一次滷肉就上手), and the pictures explain most of it.

## Two honest notes

- We use no wheat in the sauce itself, but we do not test every batch for gluten. If you are coeliac, please ask your doctor, not a soy sauce maker.
- It is a seasoning, not a health food. It contains salt, as it should.

> "The sun does the work," my father says. "We only open the lid."

Questions in English are welcome in the [forum](/community). We may answer slowly, but we will answer.`,
} as const satisfies SampleArticle;
