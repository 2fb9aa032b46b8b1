// Shows something of another place where its card stands, after a click and not before. Remembers nothing.
customElements.define('embed-in-place', class extends HTMLElement {
	connectedCallback() {
		for (const card of this.querySelectorAll('[data-frame]')) {
			const { frame, name } = card.dataset;
			const button = document.createElement('button');
			button.type = 'button';
			button.className = 'button small';
			button.textContent = this.dataset.show.replace('*', name);
			button.onclick = () => {
				const shown = document.createElement('iframe');
				shown.title = card.querySelector('a').textContent;
				shown.allow = 'fullscreen; encrypted-media; picture-in-picture';
				shown.referrerPolicy = 'strict-origin-when-cross-origin';
				shown.sandbox = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation';
				shown.src = frame;
				card.replaceChildren(shown);
				shown.focus();
			};
			card.append(button);
		}
	}
});
