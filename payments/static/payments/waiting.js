// Goes on by itself once the payment is no longer under way. Without it, there is the link.
const waiting = document.querySelector("[data-payment-state-url]");

async function look() {
  try {
    const answer = await fetch(waiting.dataset.paymentStateUrl, { cache: "no-store" });
    if (answer.ok && (await answer.json()).state !== "pending") {
      window.location.replace(waiting.dataset.paymentBackUrl);
      return;
    }
  } catch {
    // No connection at the moment: look again.
  }
  setTimeout(look, 5000);
}

if (waiting) setTimeout(look, 3000);
