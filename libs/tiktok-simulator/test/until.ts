export async function until<Thing>(look: () => Promise<Thing | undefined> | Thing | undefined): Promise<Thing> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const thing = await look();
    if (thing !== undefined) return thing;
    if (Date.now() > deadline) throw new Error(`never came: ${look}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
