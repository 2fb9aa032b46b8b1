/** The origin of what was written on this site itself. */
export const home = 'home';
