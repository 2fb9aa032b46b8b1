import type { Ctx } from '#platform/context/context.ts';
import { readBrand } from '#site/server/index.ts';
import { talkPath } from '#message/talk.ts';
import { notificationText } from '#notification/messages/index.ts';
import { sayWaiting } from '#notification/say-waiting.ts';
import { composeLetter, type ComposedLetter } from '#notification/server/missive/compose-letter.ts';
import type { TalkBundle } from '#notification/server/bundle/read-talk-bundle.ts';

/** Writes, in the member's language, that somebody wrote to them, and the way there; not a word of it. */
export async function writeTalkBundle(ctx: Ctx, bundle: TalkBundle): Promise<ComposedLetter> {
	const { locale, talk } = bundle;
	const say = notificationText(locale);
	const { name: brand } = await readBrand(ctx, {});
	const said = sayWaiting(bundle, locale);
	return composeLetter(
		ctx,
		{ ...bundle, kind: 'message' },
		{
			subject: said,
			title: said,
			preheader: say('message.mail.closed'),
			blocks: [
				{ kind: 'text', text: say('message.mail.closed') },
				{ kind: 'button', label: say('message.mail.go'), href: `${ctx.site.url}${talkPath(talk)}` },
			],
			why: say('bundle.why', { brand, kinds: say('preferences.wish.message') }),
		},
	);
}
