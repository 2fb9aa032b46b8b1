/** What networks may tell of a post, in the order in which it is read. */
const kinds = ['reach', 'views', 'likes', 'comments', 'clicks'] as const;
export type PostNumber = (typeof kinds)[number];

/** The numbers that its network told of a post; none where it tells none. */
export const toldNumbers = (post: Record<PostNumber, number | null>): { kind: PostNumber; count: number }[] =>
	kinds.flatMap((kind) => (post[kind] === null ? [] : [{ kind, count: post[kind] }]));
