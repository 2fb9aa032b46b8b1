import twitterText from 'twitter-text';

/**
 * The length of a text by the open rules of twitter-text 3, in the half characters that 280 of are a post: most scripts
 * weigh one, Chinese two, an emoji two, an address 23.
 */
export const weightedLength = (text: string): number => twitterText.parseTweet(text).weightedLength;
