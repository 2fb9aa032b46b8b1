import { expect, it } from 'vitest';
import { leadOn } from '#web/front/lead-on.ts';

const hosts = ['brand.tw', 'www.brand.tw', 'old.example'];
const lead = (host: string, target = '/a?b=c', method = 'GET', secure = true) =>
	leadOn(method, host, target, secure, hosts);

it('leads every other host to the main one, with path and query', () => {
	expect(lead('www.brand.tw')).toBe('https://brand.tw/a?b=c');
	expect(lead('old.example:8080', '/', 'HEAD', false)).toBe('http://brand.tw:8080/');
});

it('never leads in a circle', () => {
	for (const host of hosts) {
		const to = lead(host);
		if (to) expect(lead(new URL(to).host)).toBeNull();
	}
	expect(lead('brand.tw')).toBeNull();
});

it('leaves what must be answered where it was asked', () => {
	for (const host of ['localhost', 'localhost:3000', '127.0.0.1:3000', '[::1]:3000', '10.0.0.7', 'stranger.example'])
		expect(lead(host), host).toBeNull();
	expect(leadOn('GET', 'www.brand.tw', '/', true, ['localhost', 'www.brand.tw'])).toBeNull();
	expect(leadOn('GET', 'www.brand.tw', '/', true, [])).toBeNull();
	for (const path of ['/.well-known/homecourt-domain', '/api/v1/articles', '/webhooks/orders/x', '/media/a.jpg'])
		expect(lead('www.brand.tw', path), path).toBeNull();
	expect(lead('www.brand.tw', '/', 'POST')).toBeNull();
});
