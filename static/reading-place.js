// Notes how far a member has read: once the page has been looked at for a moment.
customElements.define('reading-place', class extends HTMLElement {
	connectedCallback() {
		const note = () => {
			if (document.hidden) return document.addEventListener('visibilitychange', () => setTimeout(note, 1500), { once: true });
			const ids = [...document.querySelectorAll('.thread .comment')].map(({ id }) => Number(id.slice(8)));
			const newest = Math.max(...ids);
			if (newest > Number(this.dataset.seen)) fetch(this.dataset.to, { method: 'POST', keepalive: true, headers: { accept: 'application/json', 'x-sveltekit-action': 'true' }, body: new URLSearchParams({ comment: newest }) });
		};
		setTimeout(note, 1500);
	}
});
