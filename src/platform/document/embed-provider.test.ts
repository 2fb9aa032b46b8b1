import { describe, expect, it } from 'vitest';
import { embedProviders, findEmbed, frameHosts } from './embed-provider.ts';

describe('findEmbed', () => {
	it.each([
		['https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=x', 'youtube', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
		['https://youtube.com/shorts/dQw4w9WgXcQ?feature=share', 'youtube', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
		['https://www.instagram.com/brand.tw/p/Cabc-123_x/?igsh=z', 'instagram', 'https://www.instagram.com/p/Cabc-123_x/'],
		[
			'https://m.facebook.com/permalink.php?story_fbid=1&id=2&fbclid=x',
			'facebook',
			'https://www.facebook.com/permalink.php?story_fbid=1&id=2',
		],
		['https://www.facebook.com/brand/videos/123/?fbclid=x', 'facebook', 'https://www.facebook.com/brand/videos/123/'],
		['https://twitter.com/brand/status/1234567890?s=20', 'x', 'https://x.com/brand/status/1234567890'],
		[
			'https://www.threads.net/@brand.tw/post/Cabc123?xmt=1',
			'threads',
			'https://www.threads.com/@brand.tw/post/Cabc123',
		],
		[
			'https://open.spotify.com/intl-tw/episode/0123456789abcdef?si=x',
			'spotify',
			'https://open.spotify.com/episode/0123456789abcdef',
		],
		['https://maps.app.goo.gl/AbCdEf123', 'google-maps', 'https://maps.app.goo.gl/AbCdEf123'],
		['https://www.google.com.tw/maps/place/西螺+豆油/@23.79,120.46,17z/data=!3m1', 'google-maps', undefined],
	])('knows %s', (address, provider, url) => {
		const found = findEmbed(address);
		expect(found?.provider).toBe(provider);
		if (url) expect(found?.url).toBe(url);
		// The public address leads to the same thing again.
		expect(findEmbed(found?.url)).toEqual(found);
		if (found?.frame) expect(new URL(found.frame).protocol).toBe('https:');
	});

	it.each([
		'https://www.youtube.com/',
		'https://www.youtube.com/@brand',
		'https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ',
		'https://www.youtube.com.evil.example/watch?v=dQw4w9WgXcQ',
		'https://evilyoutube.com/watch?v=dQw4w9WgXcQ',
		'https://www.youtube.com@evil.example/watch?v=dQw4w9WgXcQ',
		'https://уoutube.com/watch?v=dQw4w9WgXcQ',
		'https://www.youtube.com./watch?v=dQw4w9WgXcQ',
		'https://www.youtube.com:8443/watch?v=dQw4w9WgXcQ',
		'https://www.youtube.com/watch?v=../../redir',
		'https://www.facebook.com.evil.example/brand/posts/1',
		'http://169.254.169.254/latest/meta-data/',
		'http://localhost:3000/watch?v=dQw4w9WgXcQ',
		'http://127.0.0.1/embed/dQw4w9WgXcQ',
		'http://[::1]/embed/dQw4w9WgXcQ',
		'data:text/html,https://youtu.be/dQw4w9WgXcQ',
		'https://evil.example/?https://youtu.be/dQw4w9WgXcQ',
		'https://a@youtu.be/dQw4w9WgXcQ',
		'https://www.facebook.com/brand',
		'https://www.google.com/search?q=x',
		'javascript:https://youtu.be/dQw4w9WgXcQ',
		'https://youtu.be/dQw4w9WgXcQ x',
		'',
		null,
		7,
		`https://youtu.be/${'a'.repeat(3_000)}`,
	])('does not know %j', (address) => {
		expect(findEmbed(address)).toBeNull();
	});

	it('lets nothing of an address into the frame but what it names', () => {
		const hosts = new Set(frameHosts);
		for (const address of [
			'https://www.google.com/maps/place/x&output=evil/@1,2',
			'https://www.google.com/maps/place/%zz%26q=y',
			'https://maps.google.com/?q="><script>',
			'https://www.facebook.com/a/posts/1"><script>?id=%22',
			'https://www.google.com/maps/embed?pb=!1m18&x="',
		]) {
			const found = findEmbed(address);
			expect(found?.frame, address).toBeTruthy();
			const frame = new URL(found?.frame as string);
			expect(hosts).toContain(frame.host);
			expect(frame.href).not.toMatch(/["<>]/);
			expect(frame.searchParams.getAll('output').length).toBeLessThan(2);
		}
	});

	it('names every provider', () => {
		expect(Object.values(embedProviders).every(({ name, hosts }) => name && hosts.length)).toBe(true);
	});
});
