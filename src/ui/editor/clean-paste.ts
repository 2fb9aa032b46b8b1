/**
 * Pasted HTML made ready for the editor: without Word's own elements and bullets drawn as text, its flat list paragraphs
 * as lists, and without the bold element that Google Docs wraps around everything.
 */
export function cleanPaste(html: string): string {
	const page = new DOMParser().parseFromString(html, 'text/html');
	for (const element of page.querySelectorAll(
		'style, script, meta, link, xml, title, iframe:not([src^="https:"]), o\\:p:empty',
	))
		element.remove();
	for (const wrapper of page.querySelectorAll<HTMLElement>('b[id^="docs-internal-guid"]'))
		wrapper.replaceWith(...wrapper.childNodes);
	listsFromWord(page);
	for (const nested of page.querySelectorAll('ul > ul, ul > ol, ol > ul, ol > ol'))
		nested.previousElementSibling?.append(nested);
	for (const element of page.querySelectorAll('[style]')) {
		// Weight, slope and strike are read by the editor; everything else is another place's taste.
		const style = element.getAttribute('style') ?? '';
		const kept = style.match(/(?:font-weight|font-style|text-decoration)\s*:[^;]+/gi) ?? [];
		if (kept.length) element.setAttribute('style', kept.join(';'));
		else element.removeAttribute('style');
	}
	return page.body.innerHTML;
}

function listsFromWord(page: Document): void {
	let lists: HTMLElement[] = [];
	let previous: Element | null = null;
	for (const paragraph of page.querySelectorAll<HTMLElement>('p[style*="mso-list"]')) {
		const level = Number(/level(\d)/i.exec(paragraph.getAttribute('style') ?? '')?.[1] ?? 1);
		const markers = paragraph.querySelectorAll('[style*="mso-list:Ignore"], [style*="mso-list: Ignore"]');
		const ordered = /^\s*[(（]?(?:\d+|[a-z]{1,4}|[一二三四五六七八九十]+)[.)、）]/i.test(markers[0]?.textContent ?? '');
		for (const marker of markers) marker.remove();
		if (paragraph.previousElementSibling !== previous || !previous) lists = [];
		lists.length = Math.min(lists.length, level);
		const item = page.createElement('li');
		const line = page.createElement('p');
		line.append(...paragraph.childNodes);
		item.append(line);
		while (lists.length < level) {
			const list = page.createElement(ordered ? 'ol' : 'ul');
			const outer = lists.at(-1);
			if (outer) (outer.lastElementChild ?? outer).append(list);
			else paragraph.before(list);
			lists.push(list);
		}
		lists.at(-1)?.append(item);
		paragraph.remove();
		previous = lists[0] ?? null;
	}
}
