import { articles as everyArticle } from './articles/index.ts';
import { brand as theBrand } from './brand.ts';
import { droppedVisits as everyDroppedVisit } from './dropped-visits.ts';
import { events as everyEvent } from './events.ts';
import { links as everyLink } from './links.ts';
import { members as everyMember } from './members.ts';
import { orders as everyOrder } from './orders.ts';
import { pictures as everyPicture } from './pictures/index.ts';
import { plans as everyPlan } from './plans.ts';
import { posts as everyPost } from './posts.ts';
import { products as everyProduct } from './products.ts';
import { series as everySeries } from './series.ts';
import {
	articleThreads as everyArticleThread,
	productThreads as everyProductThread,
	categories as everyCategory,
	forumThreads as everyForumThread,
} from './threads/index.ts';
import type {
	SampleArticle,
	SampleArticleThread,
	SampleBrand,
	SampleCategory,
	SampleEvent,
	SampleForumThread,
	SampleLink,
	SampleMember,
	SampleOrder,
	SamplePicture,
	SamplePlan,
	SamplePost,
	SampleProduct,
	SampleProductThread,
	SampleSeries,
	SampleVisits,
} from './types.ts';
import { visits as everyVisit } from './visits.ts';

// The files keep their literals so that the compiler checks them; readers get the plain shapes.

/** Name, logo, colour, menu, about page. */
export const brand: SampleBrand = theBrand;
/** Staff first, then by the day they joined. */
export const members: readonly SampleMember[] = everyMember;
/** What is sold. */
export const products: readonly SampleProduct[] = everyProduct;
/** What belongs together. */
export const series: readonly SampleSeries[] = everySeries;
/** Drawings, 1200 × 800. */
export const pictures: readonly SamplePicture[] = everyPicture;
/** Published by day, then the draft and the scheduled one. */
export const articles: readonly SampleArticle[] = everyArticle;
/** Rooms of the forum, in order. */
export const categories: readonly SampleCategory[] = everyCategory;
/** One for every published article; comments by time. */
export const articleThreads: readonly SampleArticleThread[] = everyArticleThread;
export const productThreads: readonly SampleProductThread[] = everyProductThread;
/** Threads of the forum; comments by time. */
export const forumThreads: readonly SampleForumThread[] = everyForumThread;
/** On the practice network, by day. */
export const posts: readonly SamplePost[] = everyPost;
/** What will go out there next, by day. */
export const plans: readonly SamplePlan[] = everyPlan;
/** Tracked links made by hand. */
export const links: readonly SampleLink[] = everyLink;
/** People who came without a post. */
export const visits: readonly SampleVisits[] = everyVisit;
/** Robots and staff. */
export const droppedVisits: readonly SampleVisits[] = everyDroppedVisit;
/** One that is over and one to come. */
export const events: readonly SampleEvent[] = everyEvent;
/** By time. */
export const orders: readonly SampleOrder[] = everyOrder;

export type * from './types.ts';
