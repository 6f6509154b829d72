// Shows the forms that use a passkey where the browser can, and fills them with what its dialogue returns.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0)).buffer;
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const withIds = (list) => (list ?? []).map((item) => ({ ...item, id: bytes(item.id) }));

// Written out by hand, since browsers learned the JSON forms of WebAuthn only lately.
async function create(options) {
  const credential = await navigator.credentials.create({
    publicKey: { ...options, challenge: bytes(options.challenge), user: { ...options.user, id: bytes(options.user.id) }, excludeCredentials: withIds(options.excludeCredentials) },
  });
  const response = credential.response;
  return {
    id: credential.id, rawId: text(credential.rawId), type: credential.type, clientExtensionResults: credential.getClientExtensionResults(),
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    response: { attestationObject: text(response.attestationObject), clientDataJSON: text(response.clientDataJSON), transports: response.getTransports?.() ?? [] },
  };
}

async function get(options) {
  const credential = await navigator.credentials.get({ publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: withIds(options.allowCredentials) } });
  const response = credential.response;
  return {
    id: credential.id, rawId: text(credential.rawId), type: credential.type, clientExtensionResults: credential.getClientExtensionResults(),
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    response: {
      authenticatorData: text(response.authenticatorData), clientDataJSON: text(response.clientDataJSON), signature: text(response.signature),
      userHandle: response.userHandle ? text(response.userHandle) : undefined,
    },
  };
}

if (window.isSecureContext && window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const problem = form.querySelector("[data-problem]");
      problem.hidden = true;
      try {
        const answer = await fetch(form.dataset.options, { method: "POST", body: new URLSearchParams({ __RequestVerificationToken: form.elements.__RequestVerificationToken.value }) });
        if (!answer.ok) throw new Error(String(answer.status));
        const credential = await (form.dataset.passkey === "create" ? create : get)(await answer.json());
        form.elements["Passkey.Credential"].value = JSON.stringify(credential);
        form.submit();
      } catch {
        problem.hidden = false;
      }
    });
  }
}
