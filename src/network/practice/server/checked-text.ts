import { z } from 'zod';
import { countText } from '#network/count-text.ts';
import type { TextLimit } from '#network/network.ts';

/** A text of the practice network: not empty, not longer than it takes. */
export const checkedText = (limit: TextLimit) =>
	z
		.string()
		.max(limit.most * 10, 'too-long')
		.trim()
		.min(1, 'missing')
		.refine((text) => countText(text, limit) <= limit.most, 'too-long');
