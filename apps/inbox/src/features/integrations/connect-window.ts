const size = { width: 520, height: 760 };

/** Opens an empty window at once, while the press of the button still allows it. Null: the browser blocked it. */
export function openConnectWindow(): Window | null {
  const left = window.screenX + Math.max(0, (window.outerWidth - size.width) / 2);
  const top = window.screenY + Math.max(0, (window.outerHeight - size.height) / 3);
  return window.open('', 'duet-tiktok', `popup,width=${size.width},height=${size.height},left=${left},top=${top}`);
}
