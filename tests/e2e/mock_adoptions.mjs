// Adoptions of the mock server, kept as long as it runs.
const adoptions = [];

export function adoptionCounts(lesson) {
  const counts = { helped: 0, not_helped: 0, not_applicable: 0, pending: 0 };
  for (const one of adoptions) if (one.lesson_id === lesson) counts[one.state] += 1;
  return counts;
}

export function answerAdoptions(method, lesson, sent) {
  if (method === 'POST') {
    const now = new Date().toISOString();
    const added = { id: `a${adoptions.length}`, lesson_id: lesson, project: '', brief: '', follow_up: '', note: '', created_at: now, updated_at: now, ...sent };
    adoptions.unshift(added);
    return { body: added, status: 201 };
  }
  const items = adoptions.filter((one) => one.lesson_id === lesson);
  return { body: { total: items.length, items }, status: 200 };
}
