/** Errors of connections to the database that could not be made for a transaction. */
const known = new WeakSet<object>();

/**
 * The driver puts the question beside what went wrong with it; of a connection that it could not make it says no more than the operating
 * system does of any. Whoever asked for one notes that it was of the database.
 */
export function noteUnconnected(error: unknown): never {
	if (typeof error === 'object' && error) known.add(error);
	throw error;
}

/** Whether this is what became of a connection to the database. */
export const isUnconnected = (error: object): boolean => known.has(error);
