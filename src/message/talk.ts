/** Somebody in a talk, as it shows them. */
export interface Partner {
	id: number;
	name: string;
	handle: string;
	role: string;
	portrait: string | null;
}

/** A talk in a member's list. */
export interface ListedTalk {
	id: number;
	/** What it is called; empty: by the names of the others. */
	title: string;
	/** The others, a few of them. */
	partners: Partner[];
	/** How many are in it, whoever asks included. */
	people: number;
	active: Date;
	unread: boolean;
	hushed: boolean;
	/** What was said last; null: nothing that whoever asks hears. */
	last: { name: string | null; own: boolean; text: string; takenBack: boolean } | null;
}

/** Something that was said. */
export interface Message {
	id: number;
	/** Null: whoever has left the house. */
	author: Partner | null;
	own: boolean;
	/** Safe HTML; empty when it was taken back, or its author is blocked. */
	html: string;
	said: Date;
	takenBack: boolean;
	/** Of somebody whom whoever asks blocks: the words are left out. */
	blocked: boolean;
	/** Whoever asks handed it over to those who keep the peace. */
	reported: boolean;
}

/** A talk with a page of what was said in it, oldest first. */
export interface Talk {
	id: number;
	title: string;
	/** A talk of two. */
	pair: boolean;
	partners: Partner[];
	hushed: boolean;
	messages: Message[];
	/** The message before which earlier ones stand; null: nothing earlier. */
	earlier: number | null;
	/** Whether this page has the newest. */
	newest: number;
	latest: boolean;
	/** Why nothing can be written here; null: it can. */
	shut: 'alone' | 'gone' | null;
}

/** Found again in one's own talks. */
export interface FoundMessage {
	id: number;
	talk: number;
	name: string | null;
	text: string;
	said: Date;
}

/** Where a talk is read; its newest end. */
export const talkPath = (talk: number): string => `/messages/${talk}`;
export const talkEndPath = (talk: number): string => `${talkPath(talk)}#end`;
/** Where somebody is written to. */
export const writePath = (handle: string): string => `/messages/new?to=${encodeURIComponent(handle)}`;

/** The name of a talk among the things that facts and open readers are about. */
export const talkThing = (talk: number): string => `talk:${talk}`;

/** The two of a talk of two. */
export const pairOf = (one: number, other: number): string => [one, other].sort((a, b) => a - b).join(':');

/** A message in what somebody handed over. */
export interface CopiedMessage {
	/** The member; null: whoever has left. */
	author: number | null;
	text: string;
	/** RFC 3339. */
	said: string;
	/** The one that it is about. */
	reported: boolean;
}
