import { ask } from './ask.ts';
import { events } from './events.ts';
import { notice } from './notice.ts';
import { recipes } from './recipes.ts';
import { unboxing } from './unboxing.ts';
import { underKnowledge } from './under-knowledge.ts';
import { underProducts } from './under-products.ts';
import { underStories } from './under-stories.ts';
import type { SampleArticleThread, SampleCategory, SampleForumThread, SampleProductThread } from '../types.ts';

/** The rooms of the forum, in order. */
export const categories = [
	{
		key: 'notice',
		slug: 'notice',
		name: '公告',
		text: '豆油間要說的事，好的壞的都在這裡。',
		staffOnly: true,
		kinds: ['announcement', 'poll'],
	},
	{
		key: 'unboxing',
		slug: 'unboxing',
		name: '開箱與心得',
		text: '收到了、吃過了，說說看。收了東西請先講。',
		staffOnly: false,
		kinds: ['discussion', 'question'],
	},
	{
		key: 'ask',
		slug: 'ask',
		name: '問問題',
		text: '沒有笨問題，通常當天會有人回。',
		staffOnly: false,
		kinds: ['question'],
	},
	{
		key: 'recipes',
		slug: 'recipes',
		name: '食譜交流',
		text: '成功的、失敗的都歡迎，失敗的更歡迎。',
		staffOnly: false,
		kinds: ['discussion', 'question'],
	},
	{
		key: 'events',
		slug: 'events',
		name: '活動與閒聊',
		text: '見面、報名，和跟豆油沒什麼關係的事。',
		staffOnly: false,
		kinds: ['discussion', 'idea', 'poll'],
	},
] as const satisfies readonly SampleCategory[];

/** The conversations under the articles. */
export const articleThreads: readonly SampleArticleThread[] = [...underStories, ...underKnowledge];

/** The conversations under what is sold. */
export const productThreads: readonly SampleProductThread[] = underProducts;

/** The threads of the forum. */
export const forumThreads: readonly SampleForumThread[] = [...notice, ...unboxing, ...ask, ...recipes, ...events];
