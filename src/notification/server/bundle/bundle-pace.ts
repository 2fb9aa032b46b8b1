/** Minutes that the first notice of a thread waits for others, by the mails that went out about it in the last day. */
export const waits = [5, 20, 60, 180, 360, 720] as const;

/** Mails to one member in a day; what is more stands on the site. */
export const mostMails = 20;

/** A mail that could not go out for so long is no news any more, in hours. Nights do not count: they are shorter. */
export const freshHours = 48;

/** A conversation with the mail server is over by then, in minutes: whoever took a bundle and said nothing since has died. */
export const longestTalk = 10;
