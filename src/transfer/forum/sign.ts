import { attribute, type HtmlElement } from '#platform/document/html-tree.ts';

/** Pictures that stand for a sign: forums draw them, here they are text. */
export const signOf = (element: HtmlElement): string => {
	const name = attribute(element, 'alt') || attribute(element, 'title');
	return signCalled(name.replaceAll(':', '')) ?? name;
};

/** Text with the shortcodes in it (`:heart:`) as the signs that they mean; what no sign is called, and what stands in an address or a time, stays. */
export const withSigns = (text: string): string =>
	text.replace(/(?<![a-z0-9:/.])(?::([a-z0-9_+-]{1,30}):)/gi, (whole, name: string) => signCalled(name) ?? whole);

const signCalled = (name: string): string | undefined => (Object.hasOwn(signs, name) ? signs[name] : undefined);

/** The shortcodes that make nine tenths of all; others stay as they are written. */
const signs: Record<string, string> = {
	'+1': '👍',
	thumbsup: '👍',
	'-1': '👎',
	heart: '❤️',
	smile: '😄',
	smiley: '😃',
	slight_smile: '🙂',
	slightly_smiling_face: '🙂',
	grin: '😁',
	grinning: '😀',
	laughing: '😆',
	joy: '😂',
	rofl: '🤣',
	blush: '😊',
	wink: '😉',
	heart_eyes: '😍',
	kissing_heart: '😘',
	thinking: '🤔',
	cry: '😢',
	sob: '😭',
	angry: '😠',
	rage: '😡',
	open_mouth: '😮',
	sweat_smile: '😅',
	sunglasses: '😎',
	pray: '🙏',
	clap: '👏',
	tada: '🎉',
	fire: '🔥',
	rocket: '🚀',
	eyes: '👀',
	ok_hand: '👌',
	muscle: '💪',
	wave: '👋',
	100: '💯',
	white_check_mark: '✅',
	warning: '⚠️',
	star: '⭐',
	bulb: '💡',
	hugs: '🤗',
	point_up: '☝️',
	confused: '😕',
	disappointed: '😞',
};
