import { describe, expect, it } from 'vitest';
import { withoutMarks } from '#web/without-marks.ts';

describe('the marks of the framework', () => {
	it('are left out of a page that no script takes over, and nothing else is', () => {
		const html =
			'<!--[--><p><!--[-1--><!--]-->甲<!----> &lt;!--[0--&gt;<!--[0-->乙<!--]--></p><!--slot:account--><a href="/join">加入</a><!--/slot-->';
		expect(withoutMarks(html)).toBe(
			'<p>甲 &lt;!--[0--&gt;乙</p><!--slot:account--><a href="/join">加入</a><!--/slot-->',
		);
	});

	it('stay on a page that is taken over', () => {
		const html = '<!--[--><p>甲</p><!--]--><script>__sveltekit_1x2y = {};</script>';
		expect(withoutMarks(html)).toBe(html);
	});
});
