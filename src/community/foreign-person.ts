/**
 * Who it is, of those who speak from one network, by what they are called there: their address (`mei@far.example` of `Mei (mei@far.example)`), which stays when
 * they change their name; the name where the network gives no address. The same as `community.foreign_person` in SQL.
 */
export const foreignPerson = (author: string): string => /\(([^()\s]+@[^()\s]+)\)$/.exec(author)?.[1] ?? author;

/** That person as one word, which no handle is: `fediverse:mei%40far.example`. */
export const foreignWord = (network: string, person: string): string => `${network}:${encodeURIComponent(person)}`;
