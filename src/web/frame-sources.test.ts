import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { frameHosts } from '#platform/document/embed-provider.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { renderHtml } from '#platform/document/render-html.ts';
import { frameSources } from '#web/frame-sources.ts';

const addresses = [
	'https://youtu.be/dQw4w9WgXcQ',
	'https://www.instagram.com/p/Cabc123/',
	'https://www.facebook.com/brand/posts/123',
	'https://x.com/brand/status/1234567890',
	'https://www.threads.net/@brand.tw/post/Cabc123',
	'https://open.spotify.com/track/0123456789abcdef',
	'https://www.google.com/maps/place/西螺',
];
const html = (markdown: string): string => renderHtml(fromMarkdown(markdown, 'article'));

it('allows exactly the hosts that the embeds of a page need', () => {
	expect(frameSources(html(addresses.join('\n\n')))).toEqual(frameHosts.map((host) => `https://${host}`));
	expect(frameSources(html(`${addresses[0]}\n\n${addresses[0]}`))).toEqual(['https://www.youtube-nocookie.com']);
	expect(frameSources(html('一'))).toEqual([]);
});

it('allows no host that a text, an attribute or a stranger names', () => {
	for (const hostile of [
		' data-frame="https://www.google.com/x"',
		'[a](https://a.example/?" data-frame="https://www.google.com/)',
		'![ data-frame="https://www.google.com/](/media/a.png " data-frame=\\"https://www.google.com/")',
		'https://evil.example/" data-frame="https://www.google.com/',
		'::button[ data-frame="https://www.google.com/](/a)',
	])
		expect(frameSources(html(hostile)), hostile).toEqual([]);
	expect(frameSources('<p data-frame="https://evil.example/">')).toEqual([]);
	expect(frameSources('<p data-frame="https://www.google.com.evil.example/">')).toEqual([]);
});

it('the script that loads them is under a kilobyte', () => {
	expect(readFileSync(path.resolve(import.meta.dirname, '../../static/embed-in-place.js')).length).toBeLessThan(1024);
});
