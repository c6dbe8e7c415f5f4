// What the kickoff page does: a draft that outlives reloads, the charter's file, the proposal, the brief.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useLanguage } from '../../components/use_language';
import { decodeText, isWordFile, titleOf } from '../../lib/charter_file';
import { newBrief, profileForm, readDraft, writeDraft, emptyDraft, type KickoffDraft, type ProfileForm } from '../../lib/kickoff_draft';
import { convertCharter, createBrief, proposeProfile, type Charter } from '../../lib/kickoff_api';

export function useKickoffDraft() {
  const [draft, setDraft] = useState<KickoffDraft>(readDraft);
  useEffect(() => writeDraft(draft), [draft]);
  const change = (part: Partial<KickoffDraft>) => setDraft((old) => ({ ...old, ...part }));
  const changeProfile = (part: Partial<ProfileForm>) =>
    setDraft((old) => (old.profile ? { ...old, profile: { ...old.profile, ...part } } : old));
  /** A text that comes in whole brings its title along, where none was typed. */
  const takeText = ({ title, description }: Charter) =>
    setDraft((old) => ({ ...old, description, title: old.title.trim() || title || titleOf(description) }));
  return { draft, change, changeProfile, takeText, clear: () => setDraft(emptyDraft) };
}

export type Draft = ReturnType<typeof useKickoffDraft>;

export function useCharterFile(take: Draft['takeText']) {
  const language = useLanguage();
  return useMutation({
    mutationFn: async (file: File): Promise<Charter> => {
      if (isWordFile(file.name)) return convertCharter(file, { language });
      return { title: '', description: decodeText(new Uint8Array(await file.arrayBuffer())) };
    },
    onSuccess: take,
  });
}

export function useProposal({ draft, change }: Draft) {
  const language = useLanguage();
  return useMutation({
    mutationFn: () => proposeProfile({ title: draft.title, description: draft.description }, { language }),
    onSuccess: (profile) => change({ profile: profileForm(profile) }),
  });
}

export function useCreateBrief({ draft, clear }: Draft) {
  const language = useLanguage();
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => createBrief(newBrief(draft), { language }),
    onSuccess: (brief) => {
      queries.setQueryData(['brief', brief.id, language], brief);
      void queries.invalidateQueries({ queryKey: ['briefs'] });
      clear();
      writeDraft(emptyDraft);
      navigate(`/briefs/${encodeURIComponent(brief.id)}`);
    },
  });
}
