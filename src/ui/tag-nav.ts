import { escapeHtml } from '#platform/document/escape-html.ts';

/** One view of a thing, or one of several things alike. */
export interface View {
	href: string;
	label: string;
	/** It is the one that is open. */
	current?: boolean;
	/** For search engines: not to be followed. */
	rel?: 'nofollow';
}

/**
 * The views of a public page, each with its own address: on a desktop as many lines as it takes, on a phone one that moves sideways and
 * begins where the open one is. A string, since the front lays a member's own ways into pages that are kept. Every text is escaped.
 */
export function tagNav(label: string, views: readonly View[]): string {
	const text = escapeHtml;
	const links = views.map(
		({ href, label: words, current, rel }) =>
			`<a class="tag" href="${text(href)}"${rel ? ` rel="${rel}"` : ''}${current ? ' aria-current="page"' : ''}>${text(words)}</a>`,
	);
	return `<nav class="tags" aria-label="${text(label)}">${links.join(' ')}</nav>`;
}
