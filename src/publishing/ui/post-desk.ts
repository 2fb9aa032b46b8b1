import type { Cost } from '#network/network.ts';
import type { PostNumber } from '#publishing/post-numbers.ts';
import type { PostRemedy } from '#publishing/post-remedy.ts';
import type { PostState } from '#publishing/post-state.ts';

/** What may be done to a post where it stands. */
export interface OfferedChange {
	/** The network can. */
	offered: boolean;
	/** This person may, now. */
	may: boolean;
	cost: Cost | null;
}

/** What the page of one post is given. */
export interface PostDeskData {
	post: Record<PostNumber, number | null> & {
		id: number;
		text: string;
		state: PostState;
		account: { id: number; name: string; title: string; network: string; url: string | null };
		article: { id: number; title: string } | null;
		link: { url: string } | null;
		url: string | null;
		queued: Date;
		tried: Date | null;
		goesOut: string;
		published: Date | null;
		edited: Date | null;
		withdrawn: Date | null;
		nextTry: Date | null;
		collected: Date | null;
		trouble: string | null;
		followed: number | null;
	};
	attempts: readonly { id: number; began: Date; ended: Date; kind: string; trouble: string | null; said: string }[];
	draft: number | null;
	pictures: number;
	change: {
		text: string | null;
		asked: Date;
		failed: Date | null;
		trouble: string | null;
		next_try: Date | null;
	} | null;
	followUps: readonly {
		id: number;
		number: number;
		kind: 'thread' | 'comment';
		text: string;
		state: PostState;
		trouble: string | null;
		url: string | null;
	}[];
	maySend: boolean;
	remedy: PostRemedy;
	tells: boolean;
	followed: number;
	edit: OfferedChange;
	withdraw: OfferedChange;
	cost: Cost | null;
}
