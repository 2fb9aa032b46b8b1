import { expect, it } from 'vitest';
import { readXml } from '#transfer/reading/read-xml.ts';

const item = `<item><title>文章</title><text><![CDATA[${'字'.repeat(2_000)}]]></text></item>`;

/** A file of any size that is never whole anywhere: its pieces are made as they are asked for. */
async function* file(pieces: number, piece: string, told: { bytes: number }): AsyncGenerator<Uint8Array> {
	const bytes = Buffer.from(piece);
	yield Buffer.from('<rss><channel>');
	for (let count = 0; count < pieces; count++) {
		told.bytes += bytes.length;
		yield bytes;
	}
	yield Buffer.from('</channel></rss>');
}

it('hands over what it has read before it reads on: two gigabytes are never in memory', async () => {
	const told = { bytes: 0 };
	const many = Math.ceil(2 ** 31 / Buffer.byteLength(item));
	let found = 0;
	for await (const { name } of readXml(file(many, item, told), 3)) {
		expect(name).toBe('item');
		// What was read and not handed over yet is one piece.
		expect(told.bytes).toBeLessThanOrEqual((found + 2) * Buffer.byteLength(item));
		if (++found === 50) break;
	}
	expect(found).toBe(50);
});

it('refuses one thing that never ends', async () => {
	const told = { bytes: 0 };
	const read = async (): Promise<void> => {
		for await (const _item of readXml(file(10_000, '字'.repeat(4_000_000), told), 2)) break;
	};
	await expect(read()).rejects.toMatchObject({ code: 'transfer.too-long' });
	expect(told.bytes).toBeLessThan(300_000_000);
}, 20_000);
