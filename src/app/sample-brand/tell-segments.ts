import { keepSegment } from '#membership/server/index.ts';
import type { Condition } from '#membership/segment.ts';
import { later } from '#app/sample-brand/moment.ts';
import type { Deed, Story } from '#app/sample-brand/story.ts';

/** Whom the brand writes to by itself: names of segments, with what is asked of their people. */
const segments: readonly [name: string, conditions: Condition[]][] = [
	[
		'買過、也說過話的人',
		[
			{ is: 'bought-within', value: 90 },
			{ is: 'commented-within', value: 90 },
		],
	],
	[
		'買過、還沒開口的人',
		[
			{ is: 'bought-within', value: 90 },
			{ is: 'never-commented', value: null },
		],
	],
	[
		'聊得起來、還沒買過的人',
		[
			{ is: 'commented', value: null },
			{ is: 'never-bought', value: null },
		],
	],
];

/** The brand's segments, which its editor keeps. */
export function tellSegments({ when }: Story): Deed[] {
	const begun = when([-20, 14, 0]);
	return segments.map(([name, conditions], place) => ({
		key: `segment:${place}`,
		time: later(begun, 5 * place),
		by: 'aying',
		once: async (ctx) => {
			const definition = { match: 'all' as const, groups: [{ match: 'all' as const, conditions }] };
			return (await keepSegment(ctx, { name, definition } as never)).id;
		},
	}));
}
