import sharp from 'sharp';
import { system } from '#platform/actor.ts';
import { deletePicture } from '#media/server/index.ts';
import type { Bench } from '../bench.ts';
import { milliseconds, plain, type Figure } from '../figure.ts';
import { browser, getRequest, load } from '../load/load.ts';
import type { LoadResult } from '../load/job.ts';
import { median } from '../median.ts';
import { signIn } from '../people.ts';
import { openPlace } from '../place.ts';
import { articlePath } from '../seed/articles.ts';

/** Visitors who read while somebody uploads: as many as keep a small server at work. */
const readers = 8;
/** A member of staff of the seed. */
const author = 1;

/**
 * What visitors wait for pages, alone and while one photograph of 12 megapixels after the other is uploaded and made into
 * every size; in turns, medians. The worker's AVIF goes on meanwhile, as it does in life.
 */
export async function measureUpload(bench: Bench): Promise<Figure[]> {
	const { port } = await bench.product();
	const installation = await openPlace(bench.place.data, port);
	try {
		const [person] = await signIn(installation, author, 1);
		const photo = await phonePhoto();
		const uploader = { port, cookie: person?.cookie ?? '', photo };
		const requests = Array.from({ length: 16 }, (_, index) => getRequest(port, articlePath(index + 1)));
		const read = (warm: number): Promise<LoadResult> =>
			load({ port, connections: readers, warm, measured: bench.window, requests });
		const [alone, beside]: LoadResult[][] = [[], []];
		const uploads: Uploaded[] = [];
		for (let round = 0; round < bench.rounds; round++) {
			alone?.push(await read(round === 0 ? 1_500 : 400));
			const ended = new AbortController();
			const uploading = uploadUntil(uploader, ended.signal);
			beside?.push(await read(400));
			ended.abort();
			uploads.push(...(await uploading));
		}
		const ctx = (await installation.site('home')).context({ actor: system, locale: 'zh-TW' });
		for (const { id } of uploads) await deletePicture(ctx, { id });
		return [figure(alone ?? [], beside ?? [], uploads)];
	} finally {
		await installation.close();
	}
}

function figure(alone: LoadResult[], beside: LoadResult[], uploads: Uploaded[]): Figure {
	const p99 = (results: LoadResult[]): number => median(results.map((result) => result.p99));
	const [quiet, busy, took] = [p99(alone), p99(beside), median(uploads.map((upload) => upload.took))];
	const ratio = busy / quiet;
	const refused = [...alone, ...beside].some((result) => Object.keys(result.refused).length);
	return {
		...plain(
			"visitors' pages while 12 MP photographs are uploaded",
			`p99 ${milliseconds(busy)}; ${uploads.length} uploads, each answered in ${milliseconds(took)}`,
			'≤ 2 ×',
			ratio <= 2 && uploads.length > 0 && !refused,
			{ ratio, alone: quiet, beside: busy, uploads: uploads.length, took },
		),
		reference: `alone p99 ${milliseconds(quiet)}`,
		ratio: `${ratio.toFixed(2)} ×`,
	};
}

interface Uploaded {
	id: number;
	/** Milliseconds. */
	took: number;
}

/** One after the other, each another file, so that none is known already. */
async function uploadUntil(
	{ port, cookie, photo }: { port: number; cookie: string; photo: Buffer },
	end: AbortSignal,
): Promise<Uploaded[]> {
	const done: Uploaded[] = [];
	while (!end.aborted) {
		const form = new FormData();
		// What hangs behind a picture is left behind, and makes another upload of it.
		form.set('file', new Blob([photo as BlobPart, crypto.randomUUID()], { type: 'image/jpeg' }), 'IMG_2041.jpg');
		const started = performance.now();
		const answer = await fetch(`http://localhost:${port}/console/content/picture`, {
			method: 'POST',
			body: form,
			headers: { cookie, origin: `http://localhost:${port}`, 'user-agent': browser },
		});
		if (!answer.ok) throw new Error(`An upload was answered with ${answer.status}: ${await answer.text()}`);
		const { id } = (await answer.json()) as { id: number };
		done.push({ id, took: performance.now() - started });
	}
	return done;
}

/** As a phone takes it: 4,000 × 3,000 pixels with the grain of a sensor, some megabytes of JPEG. */
const phonePhoto = (): Promise<Buffer> =>
	sharp({
		create: {
			width: 4000,
			height: 3000,
			channels: 3,
			background: '#8899aa',
			noise: { type: 'gaussian', mean: 128, sigma: 40 },
		},
	})
		.blur(1.2)
		.jpeg({ quality: 88 })
		.withExif({ IFD0: { Make: 'Phone' } })
		.toBuffer();
