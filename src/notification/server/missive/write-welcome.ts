import type { Ctx } from '#platform/context/context.ts';
import { readBrand } from '#site/server/index.ts';
import { notificationText } from '#notification/messages/index.ts';
import { greetingsIn } from '#notification/server/missive/greetings.ts';
import type { LetterDraft } from '#notification/server/missive/compose-letter.ts';
import type { Missive } from '#notification/server/missive/read-missive.ts';

/** A letter of welcome, in the owner's words where they wrote some; null when it is switched off. */
export async function writeWelcome(ctx: Ctx, { locale, name, step }: Missive): Promise<LetterDraft | null> {
	const say = notificationText(locale);
	const [greetings, brand] = [await greetingsIn(ctx), await readBrand(ctx, {})];
	const greeting = greetings.find((one) => one.step === step);
	if (!greeting || greeting.retired) return null;
	const [subject, body] = locale === 'en' ? [greeting.subjectEn, greeting.bodyEn] : [greeting.subject, greeting.body];
	const fill = (text: string): string => text.replaceAll('{name}', name).replaceAll('{brand}', brand.name);
	const title = fill(subject).replace(/\s+/g, ' ');
	return {
		subject: title,
		title,
		preheader: fill(body).slice(0, 200),
		blocks: [
			{ kind: 'text', text: fill(body) },
			{ kind: 'button', label: say(`greeting.${step}.button`), href: `${ctx.site.url}${greetingPaths[step]}` },
		],
		why: say(step === 1 ? 'greeting.why.joined' : 'greeting.why', { brand: brand.name }),
	};
}

/** Where the button of each leads. */
const greetingPaths = { 1: '/community', 2: '/articles', 3: '/community/new' } as const;
