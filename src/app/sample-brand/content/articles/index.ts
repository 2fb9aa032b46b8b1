import { aDay } from './a-day.ts';
import { beancurd } from './beancurd.ts';
import { beanPrice } from './bean-price.ts';
import { bottle } from './bottle.ts';
import { braise } from './braise.ts';
import { difference } from './difference.ts';
import { guideEnglish } from './guide-english.ts';
import { looseCap } from './loose-cap.ts';
import { movingHome } from './moving-home.ts';
import { newVat } from './new-vat.ts';
import { oneVat } from './one-vat.ts';
import { openday } from './openday.ts';
import { price } from './price.ts';
import { storage } from './storage.ts';
import { swallows } from './swallows.ts';
import { trial } from './trial.ts';
import type { SampleArticle } from '../types.ts';

/** Every article, by day; the draft and the scheduled one last. */
export const articles: readonly SampleArticle[] = [
	movingHome,
	oneVat,
	difference,
	braise,
	aDay,
	storage,
	looseCap,
	price,
	beancurd,
	guideEnglish,
	trial,
	swallows,
	bottle,
	openday,
	beanPrice,
	newVat,
];
