/** How somebody gets into a group: those who keep the peace put them in, let them in when they ask, or anybody walks in. */
export const groupDoors = ['staff', 'asking', 'anybody'] as const;
export type GroupDoor = (typeof groupDoors)[number];

/** Who may call it by `@`: those who work here, also those who are in it, whoever has joined. */
export const groupCallers = ['staff', 'group', 'members'] as const;
export type GroupCaller = (typeof groupCallers)[number];

/** Who knows of it. Who is in it is shown to those of them who have joined. */
export const groupSeers = ['everybody', 'members', 'group'] as const;
export type GroupSeer = (typeof groupSeers)[number];

/** Groups that a site can have: their names stand in lists that are chosen from. */
export const mostGroupsOfSite = 200;

/** A group as whoever may see it sees it. */
export interface Group {
	id: number;
	handle: string;
	name: string;
	description: string;
	joinedBy: GroupDoor;
	calledBy: GroupCaller;
	seenBy: GroupSeer;
	/** How many are in it. */
	members: number;
	/** How many wait to be let in; 0 for whoever does not decide that. */
	waiting: number;
	/** What whoever asks is to it. */
	own: 'in' | 'waiting' | 'out';
	/** Whoever asks does not want to hear when it is called. */
	hushed: boolean;
	path: string;
}

/** Somebody in a group, or who wants to be. */
export interface GroupMember {
	id: number;
	handle: string;
	name: string;
	/** Since when; of whoever waits, since when they do. */
	since: Date;
}

/** The name of a group among the things that facts are about. */
export const groupThing = (id: number): string => `group:${id}`;

/** Where a group is looked at; what a comment that calls it links to. */
export const groupPath = (handle: string): string => `/groups/${encodeURIComponent(handle)}`;
