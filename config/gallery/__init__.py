"""The page of components: `/components/`, for those who build."""
