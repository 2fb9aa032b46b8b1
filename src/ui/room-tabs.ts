import { getContext, setContext, type Snippet } from 'svelte';

const key = Symbol('tabs of the room');

/** A room of the console names the views it has, once, in its layout; `PageHead` shows them below the heading of each. */
export const offerTabs = (tabs: () => Snippet): void => void setContext(key, tabs);

/** The views of the room that a page stands in, if it has any. */
export const roomTabs = (): (() => Snippet) | undefined => getContext<(() => Snippet) | undefined>(key);
