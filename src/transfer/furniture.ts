import type { z } from 'zod';
import type { ThreadKind } from '#community/kind.ts';
import type { MenuName, MenuRow } from '#site/menu.ts';
import type { ThreadLine } from '#transfer/export-talk.ts';
import type { Read } from '#transfer/item.ts';
import type { Act, AnsweredBy, NamedRole, SeenBy, StartedBy } from '#community/category.ts';
import type { Locale } from '#platform/language/locale.ts';

/** A conversation of the forum, or the one under an article. */
export interface OldThread extends Read {
	kind: 'thread';
	/** `id` of an article; null: of the forum. */
	under: string | null;
	/** The address of a page, whole, that it hangs under; the article that is read there now is looked up. */
	address?: string;
	/** The address of a page elsewhere, in a house of our own kind that let it show the conversation. */
	elsewhere?: string | null;
	/** The number (SKU) of a product that it hangs under. */
	product?: string | null;
	/** `id` of a category. */
	category: string | null;
	title: string;
	author: string | null;
	/** The name that it was brought by before its source named things by what does not change. */
	formerly?: { id: string; published: Date | null };
	/** The number that it had in a house of our own kind. */
	number?: number;
	opened: Date;
	closed: Date | null;
	hidden: Date | null;
	/** Begun by somebody who did not want to be named. */
	nameless: Date | null;
	/** What it is about; unset: nothing. */
	tags?: string[];
	/** What it is for, and what belongs to that. */
	purpose: Pick<z.output<typeof ThreadLine>, 'kind' | 'idea' | 'poll' | 'order'>;
}

export interface OldSeries extends Read {
	kind: 'series';
	title: string;
	description: string;
}

/** What is said of a tag; `id` is its name. */
export interface OldTag extends Read {
	kind: 'tag';
	description: string;
}

/** A category of the forum; `id` is its slug. */
export interface OldCategory extends Read {
	kind: 'category';
	name: string;
	description: string;
	position: number;
	seenBy: SeenBy;
	answeredBy: AnsweredBy;
	startedBy: StartedBy;
	/** Whom it names for what. */
	named: { act: Act; role: NamedRole | null; segment: string | null; group: string | null }[];
	icon: string;
	locale: Locale | null;
	anonymous: boolean;
	kinds: ThreadKind[];
	closeDays: number;
	template: string;
}

/** A menu; what its items lead to is named by the `id` of the page or article. */
export interface OldMenu extends Read {
	kind: 'menu';
	menu: MenuName;
	items: MenuRow[];
}

/** What stands around every page: taken over only by a house that has none of its own yet. */
export interface OldFrame extends Read {
	kind: 'frame';
	frame: Record<'brand' | 'contact' | 'announcement' | 'search', Record<string, unknown>>;
	/** Address of the logo among the pictures. */
	logo: string | null;
	/** Signs that members may react with. */
	signs: string[];
}

/** What stands around articles and talk, in a house of our own kind. */
export type Furniture = OldThread | OldSeries | OldTag | OldCategory | OldMenu | OldFrame;
