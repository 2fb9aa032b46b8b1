/** What Svelte leaves in HTML to find its places again: a tenth of a long thread. Text cannot hold one: its `<` is escaped. */
const mark = /<!--(?:\[-?\d*|\])?-->/g;

/** A page as it is sent: the framework's marks stay only where its script will take the page over. */
export const withoutMarks = (html: string): string => (html.includes('__sveltekit_') ? html : html.replace(mark, ''));
