import type { Ctx } from '#platform/context/context.ts';
import { notificationText } from '#notification/messages/index.ts';
import { greetingSteps, type GreetingStep } from '#notification/cadence.ts';

/** A letter of welcome as the owner sees it; `{name}` and `{brand}` stand for whom it is to and from. */
export interface Greeting {
	step: GreetingStep;
	subject: string;
	body: string;
	subjectEn: string;
	bodyEn: string;
	/** Not sent. */
	retired: boolean;
	/** In the product's own words. */
	customary: boolean;
}

/** All letters of welcome, in the product's words where the owner wrote none. */
export async function greetingsIn(ctx: Ctx): Promise<Greeting[]> {
	const rows = await ctx.db.selectFrom('notification.greeting').selectAll().execute();
	return greetingSteps.map((step): Greeting => {
		const row = rows.find((one) => one.step === step);
		if (row)
			return {
				step,
				subject: row.subject,
				body: row.body,
				subjectEn: row.subject_en,
				bodyEn: row.body_en,
				retired: row.retired !== null,
				customary: false,
			};
		const [zh, en] = [notificationText('zh-TW'), notificationText('en')];
		const open = { name: '{name}', brand: '{brand}' };
		return {
			step,
			subject: zh(`greeting.${step}.subject`, open),
			body: zh(`greeting.${step}.body`, open),
			subjectEn: en(`greeting.${step}.subject`, open),
			bodyEn: en(`greeting.${step}.body`, open),
			retired: false,
			customary: true,
		};
	});
}
