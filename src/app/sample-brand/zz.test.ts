import { it } from 'vitest';
import { testSite } from '#testing/test-site.ts';
import '#app/networks.ts';
import { fillSampleBrand } from '#app/sample-brand/fill.ts';
it('times', async () => {
	const place = await testSite();
	const t = performance.now();
	const cpu = process.cpuUsage();
	await fillSampleBrand(place.site, place.clock.now());
	const used = process.cpuUsage(cpu);
	console.log('total', Math.round(performance.now() - t), 'cpu', Math.round((used.user + used.system) / 1000));
	console.log((globalThis as any).laps);
	await place.close();
}, 120000);
