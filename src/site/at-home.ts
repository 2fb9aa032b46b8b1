/** Laid into pages for whoever holds a session: a first visit carries no script for it. */
export const offlineScript = '<script type="module" src="/keep-offline.js"></script>';
