/** twitter-text 3 carries no types of its own: what we call of it. */
declare module 'twitter-text' {
	interface Found {
		url: string;
		indices: [number, number];
	}
	const twitterText: {
		configs: { version1: object; version2: object; version3: object };
		parseTweet(
			text: string,
			config?: object,
		): {
			weightedLength: number;
			valid: boolean;
			permillage: number;
			displayRangeStart: number;
			displayRangeEnd: number;
			validRangeStart: number;
			validRangeEnd: number;
		};
		extractUrlsWithIndices(text: string, options?: { extractUrlsWithoutProtocol?: boolean }): Found[];
		extractMentions(text: string): string[];
		extractMentionsWithIndices(text: string): object[];
		extractMentionsOrListsWithIndices(text: string): object[];
		extractReplies(text: string): string | null;
		extractHashtags(text: string): string[];
		extractHashtagsWithIndices(text: string): object[];
		extractCashtags(text: string): string[];
		extractCashtagsWithIndices(text: string): object[];
		isValidUsername(text: string): boolean;
		isValidList(text: string): boolean;
		isValidHashtag(text: string): boolean;
		isValidUrl(text: string, unicodeDomains?: boolean, requireProtocol?: boolean): boolean;
	};
	export default twitterText;
}
