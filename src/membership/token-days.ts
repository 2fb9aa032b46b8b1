/** After how many days an API token may end by itself; it may also never end. */
export const tokenDays = [30, 90, 365] as const;
