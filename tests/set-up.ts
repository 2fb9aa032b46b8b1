import type { Product } from './start-product.ts';
import { visitor, type Visitor } from './visitor.ts';

/** Finishes the first run as an owner would, and gives the owner's browser. */
export async function setUp(product: Product, fields: Record<string, string> = {}): Promise<Visitor> {
	const owner = visitor(product.url);
	const link = new URL(product.link());
	const form = new FormData();
	const values = {
		token: link.searchParams.get('token') ?? '',
		name: '山腳下醬油',
		tagline: '一年只做一次的事',
		colour: '#8a3b1e',
		locale: 'zh-TW',
		layout: 'journal',
		facebookPage: '',
		ownerName: '阿燕',
		email: 'owner@example.com',
		password: 'correct-horse-battery',
		start: 'empty',
		...fields,
	};
	for (const [name, value] of Object.entries(values)) form.set(name, value);
	const response = await fetch(new URL(link.pathname + link.search, product.url), {
		method: 'POST',
		body: form,
		redirect: 'manual',
		headers: { origin: product.url, accept: 'text/html' },
	});
	if (response.status !== 303)
		throw new Error(
			`Set-up answered ${response.status}: ${(await response.text()).replace(/<style[\s\S]*?<\/style>/g, '').slice(0, 6000)}`,
		);
	for (const line of response.headers.getSetCookie()) {
		const pair = line.split(';')[0] as string;
		if (!/max-age=0/i.test(line))
			owner.cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
	}
	return owner;
}
