// Has this browser told when its button is pressed; never asks by itself.
customElements.define('push-here', class extends HTMLElement {
	async connectedCallback() {
		const { key, to, here, on, working, denied, unable, home, failed } = this.dataset;
		const say = (text) => {
			const line = document.createElement('p');
			line.className = 'small muted';
			line.setAttribute('role', 'status');
			line.textContent = text;
			this.replaceChildren(line);
		};
		// On an iPhone only what stands on the home screen is told.
		if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window))
			return say(/iPhone|iPad/.test(navigator.userAgent) ? home : unable);
		const registration = await navigator.serviceWorker.register('/worker.js', { updateViaCache: 'none' }).catch(() => null);
		if (!registration) return say(unable);
		const subscribed = await registration.pushManager.getSubscription();
		// Taken off the list, the browser forgets it as well.
		const own = document.querySelector('form[data-here]');
		if (own) own.onsubmit = () => void subscribed?.unsubscribe();
		if (Notification.permission === 'denied') return say(denied);
		if (here !== undefined && subscribed && Notification.permission === 'granted') return this.replaceChildren();
		const button = document.createElement('button');
		button.type = 'button';
		button.className = 'button quiet';
		button.textContent = on;
		this.replaceChildren(button);
		button.onclick = async () => {
			button.disabled = true;
			button.textContent = working;
			try {
				if ((await Notification.requestPermission()) !== 'granted') return say(denied);
				await navigator.serviceWorker.ready;
				// What was bound to another key is worth nothing here.
				await subscribed?.unsubscribe();
				const bytes = Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
				const made = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes });
				const { endpoint, keys } = made.toJSON();
				const answer = await fetch(to, {
					method: 'POST',
					headers: { accept: 'application/json', 'x-sveltekit-action': 'true' },
					body: new URLSearchParams({ endpoint, ...keys }),
				}).then((response) => response.json());
				if (answer.type !== 'success') throw new Error(answer.type);
				location.reload();
			} catch {
				say(failed);
				this.append(button);
				button.disabled = false;
				button.textContent = on;
			}
		};
	}
});
