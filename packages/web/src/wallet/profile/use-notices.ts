import { useMutation, useQuery } from '@tanstack/react-query'
import { answered } from '../../api/answered.ts'
import { cache } from '../../api/cache.ts'
import { provider } from '../../api/client.ts'
import type { NoticeChoices } from '../../api/shapes.ts'
import { noticeChoicesQuery } from '../queries.ts'

export const useNoticeChoices = () => useQuery(noticeChoicesQuery())

/** Chooses which receipts come by mail. @returns `done`: what was chosen last. */
export function useChooseReceipts() {
  const { mutate, isPending, data, error } = useMutation({
    mutationFn: async (receipts: NoticeChoices['receipts']) =>
      answered(provider.PUT('/api/wallet/notices', { body: { receipts } })),
    onSuccess: (choices) => cache.setQueryData(noticeChoicesQuery().queryKey, choices),
  })
  return {
    choose: (receipts: NoticeChoices['receipts'], done: () => void) => {
      if (!isPending) mutate(receipts, { onSuccess: done })
    },
    busy: isPending,
    thrown: error,
    done: data?.receipts,
  }
}

/** After mails came back: has a mail sent by which the reader says that the address is right. */
export function useConfirmAddress() {
  const { mutate, isPending, data, error } = useMutation({
    mutationFn: async () => answered(provider.POST('/api/wallet/notices/confirm-address', { body: {} })),
  })
  return {
    ask: () => {
      if (!isPending) mutate()
    },
    busy: isPending,
    thrown: error,
    done: data?.sent === true,
  }
}
