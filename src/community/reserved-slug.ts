/** Words that stand at a category's place in addresses already; a test walks the routes and proves that none is missing. */
export const reservedSlugs: ReadonlySet<string> = new Set([
	...['new', 'comment', 'thread', 'helpers', 'latest', 'unread', 'newest', 'mentions', 'bookmarks', 'drafts'],
	...['log', 'elsewhere'],
]);
